export function toBase85(bytes: Uint8Array): string;
export function fromBase85(text: string, length: number): Buffer;
