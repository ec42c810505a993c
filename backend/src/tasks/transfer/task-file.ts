/** What a JSON file of tasks says that it is. */
export const FILE_FORMAT = 'taskward-tasks';
export const FILE_VERSION = 1;
