// Runs before anything is painted, so that a page whose theme was chosen never flashes in the other one.
try {
  const choice = localStorage.getItem('latentgraph.theme');
  if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice;
} catch {
  // Storage is switched off: the system's theme it is.
}
