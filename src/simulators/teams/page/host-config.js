// Sizes and spacing as Teams draws cards; colours come from the theme, so both themes share one.
const shades = (name) => ({
  default: `var(--${name})`,
  subtle: `var(--${name})`,
  highlightColors: { default: 'var(--mine)', subtle: 'var(--mine)' },
});
const foregroundColors = {
  default: { ...shades('text'), subtle: 'var(--text-3)' },
  dark: { ...shades('text'), subtle: 'var(--text-3)' },
  light: { ...shades('text-3'), subtle: 'var(--text-3)' },
  accent: shades('brand-text'),
  good: shades('good'),
  warning: shades('warning'),
  attention: shades('danger'),
};
const container = (background) => ({
  backgroundColor: `var(--${background})`,
  borderColor: 'var(--line-soft)',
  foregroundColors,
});

export const hostConfig = {
  supportsInteractivity: true,
  fontFamily: 'inherit',
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  fontTypes: {
    default: {
      fontFamily: 'inherit',
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
      fontWeights: { lighter: 400, default: 400, bolder: 600 },
    },
    monospace: {
      fontFamily: 'ui-monospace, Consolas, monospace',
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 400, default: 400, bolder: 600 },
    },
  },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 18 },
  separator: { lineThickness: 1, lineColor: 'var(--line-soft)' },
  containerStyles: {
    default: container('surface'),
    emphasis: container('emphasis'),
    accent: container('mine'),
    good: container('emphasis'),
    attention: container('danger-soft'),
    warning: container('emphasis'),
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', spacing: 'small', size: 'small' },
  },
  actions: {
    maxActions: 6,
    spacing: 'large',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
  factSet: {
    title: {
      color: 'default',
      size: 'default',
      isSubtle: true,
      weight: 'default',
      wrap: true,
      maxWidth: 150,
    },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 12,
  },
  adaptiveCard: { allowCustomStyle: false },
  imageSizes: { small: 32, medium: 52, large: 100 },
  textBlock: { headingLevel: 3 },
};
