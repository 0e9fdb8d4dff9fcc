// What the page and the loop that emits cost by themselves.
export async function start() {
  return { emit: () => undefined };
}
