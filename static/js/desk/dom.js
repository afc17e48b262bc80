// Making elements: text is always text, never markup.

export const $ = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// Words in their context, as the server cut them.
export const inContext = (line) => [line.before, el("b", {}, line.words), line.after];

export const STATUS = {
  suggested: ["○", "suggested"],
  accepted: ["●", "accepted"],
  rejected: ["×", "rejected"],
  needs_review: ["?", "needs review"],
};
