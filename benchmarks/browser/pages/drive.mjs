// What is done with a library in its page; the clock's resolution there is 5 µs.
import event from '../../event.json';

/** The measurements of a started library, for the one who drives the page. */
export function drive({ emit, flush = async () => undefined }) {
  return { burst, paced, flush, parse };

  /** µs an event when many come at once. */
  function burst(count) {
    const begin = performance.now();
    for (let one = 0; one < count; one++) {
      emit(event.data);
    }
    return ((performance.now() - begin) * 1000) / count;
  }

  /** µs of each of some events that come in a steady rhythm. */
  async function paced(count, milliseconds) {
    const taken = [];
    const first = performance.now();
    for (let one = 1; one <= count; one++) {
      const begin = performance.now();
      emit(event.data);
      taken.push((performance.now() - begin) * 1000);
      const rest = first + one * milliseconds - performance.now();
      await new Promise(resolve => setTimeout(resolve, rest));
    }
    return taken;
  }

  /** µs that this machine takes now to parse the event's JSON. */
  function parse(count) {
    const text = JSON.stringify(event.data);
    const begin = performance.now();
    for (let one = 0; one < count; one++) {
      JSON.parse(text);
    }
    return ((performance.now() - begin) * 1000) / count;
  }
}
