import lit from 'eslint-plugin-lit';
import a11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import { local } from './scripts/eslint-local.mjs';

/** Ways to turn a string into markup, style or code. Strings of the API and of the page stay text. */
const banned = [
  [
    'MemberExpression[property.name=/^(innerHTML|outerHTML|srcdoc|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)$/]',
    'Markup from strings is not allowed.',
  ],
  ['CallExpression[callee.object.name="document"][callee.property.name=/^write(ln)?$/]', 'document.write is not allowed.'],
  ['MemberExpression[property.name="cssText"]', 'Use static styles or style.setProperty.'],
  ['CallExpression[callee.property.name="setAttribute"][arguments.0.value="style"]', 'Use static styles or style.setProperty.'],
];
const unsafeImports = [
  { regex: '^lit(-html)?/(directives/)?(unsafe-|static-html|style-map)', message: 'Breaks escaping or a strict CSP.' },
  {
    regex: '^lit(-element|-html)?$|^lit/|^@lit/',
    importNames: ['unsafeCSS', 'unsafeHTML', 'unsafeSVG', 'unsafeStatic', 'styleMap'],
    message: 'Breaks escaping or a strict CSP.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'cdn/', 'coverage/', '.cache/', '.data/', 'src/client/schema.ts'] },
  tseslint.configs.recommended,
  {
    languageOptions: { globals: { setTimeout: 'readonly', setInterval: 'readonly', window: 'readonly' } },
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', ...banned.map(([selector, message]) => ({ selector, message }))],
      'no-restricted-imports': ['error', { patterns: unsafeImports }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }],
      '@typescript-eslint/no-unused-expressions': ['error', { allowTaggedTemplates: true }],
    },
  },
  // Tests build pages that attack, and pages of other people.
  { files: ['test/**'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['{src,demo,test}/**/*.ts', '*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // node:test's own functions give promises that the runner awaits.
    files: ['{src,demo}/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    ...lit.configs['flat/recommended'],
  },
  { files: ['src/**/*.ts'], ...wc.configs['flat/best-practice'] },
  { files: ['src/**/*.ts'], ...a11y.configs.recommended },
  {
    files: ['src/**/*.ts'],
    plugins: { local },
    rules: {
      'lit/ban-attributes': ['error', 'style', '.style', '.innerHTML', '.outerHTML', 'srcdoc', '.srcdoc'],
      'lit/no-legacy-imports': 'error',
      'lit/no-native-attributes': 'off',
      'lit/no-useless-template-literals': 'error',
      'lit/no-value-attribute': 'error',
      'no-console': 'error',
    },
  },
  { files: ['src/components/**/*.ts'], rules: { 'local/no-literal-text': 'error' } },
  // The one place where the elements speak to the developer of the page (the script tag has src/embed/say.ts).
  { files: ['src/report.ts'], rules: { 'no-console': 'off' } },
);
