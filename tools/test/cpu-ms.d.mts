export declare function cpuMs(): number;
