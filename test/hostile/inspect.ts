/** What stands on a page: elements and attributes as they are named, and what they lead to. */
export interface Inventory {
  /** `img`, `img[src]`, … */
  readonly names: readonly string[];
  /** Addresses and styles that no element may have. */
  readonly odd: readonly string[];
  /** True when a script of a vector has run. */
  readonly ran: boolean;
  /** Letters that can be read, to know that something is there. */
  readonly letters: number;
}

/** Runs in the page: every element, through every shadow root. */
export function inspect(): Inventory {
  const names = new Set<string>();
  const odd: string[] = [];
  let letters = 0;
  const walk = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      names.add(element.localName);
      if (root !== document)
        letters += [...element.childNodes].reduce((sum, node) => sum + (node.nodeType === 3 ? node.nodeValue!.length : 0), 0);
      for (const { name, value } of element.attributes) {
        names.add(`${element.localName}[${name}]`);
        if (['href', 'src', 'action', 'formaction', 'data', 'srcset', 'poster'].includes(name) && !/^(https?:\/\/|\/|#)/.test(value)) {
          odd.push(`${element.localName}[${name}=${value.slice(0, 60)}]`);
        }
        if (name === 'style' && /url\(|expression|import|evil/i.test(value)) odd.push(`${element.localName}[style=${value.slice(0, 60)}]`);
      }
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  const ran = 'pwned' in globalThis || 'polluted' in {} || Object.keys(Object.prototype).length > 0;
  return { names: [...names], odd, ran, letters };
}
