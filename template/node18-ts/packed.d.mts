export function pack(values: unknown): string;
export function unpack(text: string): unknown;
