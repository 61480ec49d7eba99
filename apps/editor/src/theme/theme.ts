import { createStore, type StoreApi } from 'zustand/vanilla';

const KEY = 'latentgraph.theme';

export type ThemeChoice = 'system' | 'light' | 'dark';

export interface ThemeState {
  readonly choice: ThemeChoice;
  /** What the choice comes to, for what cannot follow the style sheet by itself. */
  readonly shown: 'light' | 'dark';
}

/** Light or dark, as the person chose, else as the system is. public/theme.js sets the first before the page is painted. */
export interface Theme {
  readonly store: StoreApi<ThemeState>;
  choose(choice: ThemeChoice): void;
}

export function createTheme(): Theme {
  const systemDark = matchMedia('(prefers-color-scheme: dark)');
  const stateOf = (choice: ThemeChoice): ThemeState => ({
    choice,
    shown: shownTheme(choice, systemDark.matches),
  });
  const store = createStore<ThemeState>(() => stateOf(storedChoice()));
  systemDark.addEventListener('change', () => store.setState(stateOf(store.getState().choice)));
  return {
    store,
    choose(choice) {
      store.setState(stateOf(choice));
      keep(choice);
      const root = document.documentElement;
      if (choice === 'system') delete root.dataset.theme;
      else root.dataset.theme = choice;
    },
  };
}

function shownTheme(choice: ThemeChoice, systemDark: boolean): 'light' | 'dark' {
  if (choice !== 'system') return choice;
  return systemDark ? 'dark' : 'light';
}

function storedChoice(): ThemeChoice {
  const choice = document.documentElement.dataset.theme;
  return choice === 'light' || choice === 'dark' ? choice : 'system';
}

function keep(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Storage is switched off: the choice holds for this visit.
  }
}
