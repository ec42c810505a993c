// Loaded before every command: an older Node would fail at the first TypeScript file with an obscure error.
const required = [22, 18];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < required[0] || (major === required[0] && minor < required[1])) {
  console.error(
    `Taskward needs Node ${required.join('.')} or newer, this is ${process.versions.node}. ` +
      'Run it as an npm script after "npm ci", which brings its own Node along.',
  );
  process.exit(1);
}
