// Rules of this project that no plugin has.
import { TemplateAnalyzer } from 'eslint-plugin-lit/lib/template-analyzer.js';

/** Attributes whose value a person reads or hears. */
const SPOKEN = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'placeholder',
  'title',
]);
const EXPRESSION = /\{\{__Q:\d+__\}\}/g;
/** Letters and digits of any script; signs such as · or × between two expressions are no language. */
const WORDS = /[\p{L}\p{N}]/u;

const isLiteral = (text) => WORDS.test(text.replace(EXPRESSION, ''));

/** Customers read sentences from `src/i18n` only: a literal in a template cannot be translated. */
const noLiteralText = {
  meta: { type: 'problem', schema: [], messages: { text: 'Literal text "{{text}}" in a template: move it to src/i18n.' } },
  create: (context) => ({
    TaggedTemplateExpression(node) {
      if (node.tag.type !== 'Identifier' || node.tag.name !== 'html') return;
      const analyzer = TemplateAnalyzer.create(node);
      const report = (text) => context.report({ node, messageId: 'text', data: { text: text.trim().slice(0, 40) } });
      analyzer.traverse({
        enterTextNode: (child, parent) => {
          if (parent?.name !== 'style' && isLiteral(child.data)) report(child.data);
        },
        enterElement: (element) => {
          for (const [name, value] of Object.entries(element.attribs)) {
            if (SPOKEN.has(name.replace(/^\./, '')) && isLiteral(value)) report(value);
          }
        },
      });
    },
  }),
};

export const local = { rules: { 'no-literal-text': noLiteralText } };
