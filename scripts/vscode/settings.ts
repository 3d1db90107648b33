/** User settings for a VS Code that shows one extension: no network, no AI, no questions at start. */

export type Settings = Record<string, unknown>;

export const SETTINGS: Settings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'chat.agentHost.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'files.simpleDialog.enable': true,
  'window.restoreWindows': 'none',
  'window.menuBarVisibility': 'compact',
};

/** The themes of the screenshots, by the word a person types. */
export const THEMES = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  hc: 'Default High Contrast',
} as const;

export type Theme = keyof typeof THEMES;

/** Settings that choose a theme, whatever the operating system prefers. */
export function themeSettings(theme: Theme): Settings {
  return {
    'workbench.colorTheme': THEMES[theme],
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
  };
}
