/** How the whole graph is brought into view: with a little room around it, and never larger than life. */
export const FIT = { padding: 0.07, maxZoom: 1 };
