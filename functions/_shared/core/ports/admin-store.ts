/** The state itself. */

export interface Condition {
  /** e.g. `redis 7.0.15` */
  readonly server: string;
  /** L0 none, L1 everysec, L2 always ; `unknown` when the server does not say. */
  readonly durability: "L0" | "L1" | "L2" | "unknown";
  readonly initialised: boolean;
  readonly revision: number;
  readonly lastDeliveryAt?: number;
  /** What `deliver` said of itself at its last tick; nothing before its first. */
  readonly sender?: Sender;
  /** Sentences about what is wrong, such as an eviction policy that loses state. */
  readonly warnings: readonly string[];
}

/** How the one who sends is: only it has the secrets that say where to. */
export interface Sender {
  /** ms */
  readonly tickedAt: number;
  /** What it has no way to. */
  readonly off: readonly ("github" | "slack" | "discord")[];
}

export interface AdminStore {
  /** Makes an empty Redis a community; never done implicitly, so that a lost state is seen and not papered over. */
  initialise(at: number): Promise<"initialised" | "already">;
  /** Answers within the deadline or throws "unavailable". */
  condition(): Promise<Condition>;
  saveSender(sender: Sender): Promise<void>;
  close(): Promise<void>;
}
