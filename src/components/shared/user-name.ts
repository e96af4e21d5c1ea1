import type { User } from '../../client/users.js';

/** How a customer is called in short: name, else e-mail address. Empty when neither is known. */
export function nameOf({ firstName, lastName, email }: User): string {
  return `${firstName} ${lastName}`.trim() || email;
}
