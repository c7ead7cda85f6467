export function packed(values: unknown): string;
export function unpacked(text: string): unknown;
