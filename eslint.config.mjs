import { defineConfigWithVueTs, vueTsConfigs } from '@vue/eslint-config-typescript'
import vue from 'eslint-plugin-vue'

const everywhere = {
  eqeqeq: 'error',
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 4],
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
  'no-console': 'off',
  'prefer-const': 'error',
}

export default defineConfigWithVueTs(
  { ignores: ['out/', 'dist/', 'test-results/', 'playwright-report/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  vue.configs['flat/recommended'],
  vueTsConfigs.recommendedTypeChecked,
  {
    rules: {
      ...everywhere,
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // An async function that needs no await still has an asynchronous contract.
      '@typescript-eslint/require-await': 'off',
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      // Layout is Prettier's.
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
    },
  },
  {
    files: ['**/*.test.ts'],
    // `expect(port.postMessage)` hands a method over without calling it.
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    // Playwright reads a fixture's needs from its first parameter, which may be an empty pattern.
    files: ['e2e/**/*.ts'],
    rules: { 'no-empty-pattern': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [vueTsConfigs.disableTypeChecked],
    rules: {
      ...everywhere,
      'no-unused-vars': 'error',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
)
