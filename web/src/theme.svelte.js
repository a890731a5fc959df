// Dark or light: the reader's choice, kept; until there is one, the system's.

const KEY = 'plumbline-theme';
const system = window.matchMedia('(prefers-color-scheme: light)');

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be forbidden: the choice then lasts for this page
  }
}

export const theme = $state({ name: kept() ?? (system.matches ? 'light' : 'dark') });

export function applyTheme() {
  document.documentElement.dataset.theme = theme.name;
}

export function toggleTheme() {
  theme.name = theme.name === 'dark' ? 'light' : 'dark';
  applyTheme();
  try {
    localStorage.setItem(KEY, theme.name);
  } catch {
    return; // see kept()
  }
}

system.addEventListener('change', () => {
  if (kept()) return;
  theme.name = system.matches ? 'light' : 'dark';
  applyTheme();
});
