import type { World } from '../world.js';

/** Sample data by name. */
export const worlds: Readonly<Record<string, World>> = {};
