export { classify } from './classify';
export type { Trigger } from './classify';
export { isNoise, NOISE } from './noise';
export { COMMAND_EXECUTED, trackCommands } from './tracker';
export type { CommandExecuted, ITrackerOptions } from './tracker';
