export declare function findChromium(): Promise<string | undefined>;
export declare const SOFTWARE_WEBGPU: readonly string[];
