export { classify } from './classify';
export type { Trigger } from './classify';
export { isNoise, NOISE } from './noise';
export { COMMAND_EXECUTED } from './generated/command-executed.v1';
export type { CommandExecuted } from './generated/command-executed.v1';
export { trackCommands } from './tracker';
export type { ITrackerOptions } from './tracker';
