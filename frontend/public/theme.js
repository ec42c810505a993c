// Runs before the first paint, as a file of its own because the content security policy allows no inline script.
(({ document, localStorage }) => {
  const theme = localStorage.getItem('taskward.theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
})(globalThis);
