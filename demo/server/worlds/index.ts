import type { World } from '../world.js';
import { expired } from './expired.js';
import { hostile } from './hostile.js';
import { many } from './many.js';
import { newcomer } from './newcomer.js';
import { regular } from './regular.js';
import { soldOut } from './sold-out.js';

/** Sample data by name. */
export const worlds: Readonly<Record<string, World>> = { regular, newcomer, 'sold-out': soldOut, expired, many, hostile };
