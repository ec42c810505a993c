/** The format identifier in a JSON file of tasks. */
export const FILE_FORMAT = 'taskward-tasks';
export const FILE_VERSION = 1;
