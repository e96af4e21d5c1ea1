/** Numbers, dates and amounts as elements show them; sentences need them too, so they live with the texts. */
export * from '../../i18n/format.js';
