import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { tryStorage } from './try-storage';
import { useMedia } from './use-media';

export const THEME_CHOICES = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

const KEY = 'theme';

const ThemeContext = createContext<{ choice: ThemeChoice; choose: (choice: ThemeChoice) => void }>({
  choice: 'system',
  choose: () => undefined,
});

/** Light, dark or what the system says; remembered in this browser. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<ThemeChoice>(readChoice);
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const dark = choice === 'dark' || (choice === 'system' && systemDark);

  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  }, [dark]);

  const value = useMemo(
    () => ({
      choice,
      choose: (next: ThemeChoice) => {
        tryStorage(() => {
          localStorage.setItem(KEY, next);
        });
        setChoice(next);
      },
    }),
    [choice],
  );
  return (
    <ThemeContext value={value}>
      <FluentProvider theme={dark ? webDarkTheme : webLightTheme}>
        <div className={`app ${dark ? 'app--dark' : 'app--light'}`}>{children}</div>
      </FluentProvider>
    </ThemeContext>
  );
}

export function useTheme() {
  return useContext(ThemeContext);
}

function readChoice(): ThemeChoice {
  const kept = tryStorage(() => localStorage.getItem(KEY));
  return THEME_CHOICES.find((choice) => choice === kept) ?? 'system';
}
