/** What a browser can compute on. */
export type DeviceId = 'webgpu' | 'wasm';

export type DeviceChoice = 'auto' | DeviceId;
