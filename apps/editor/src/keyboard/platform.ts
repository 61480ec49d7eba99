/** Whether shortcuts are made with ⌘, and Option writes letters of its own. */
export const IS_APPLE = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? '');
