/** What people do at a canvas of React Flow, with a real mouse, and how long the page's frames last meanwhile. */

const MOVES = 60;
const MOVE_PX = 4;

/**
 * Milliseconds from frame to frame while the pointer drags, from one place and back.
 *
 * @param {import('playwright-core').Page} page
 * @param {{ readonly x: number, readonly y: number }} from
 * @param {'left' | 'middle'} button
 * @returns {Promise<number[]>}
 */
export async function dragFrames(page, from, button) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down({ button });
  // The first moves are the beginning of a gesture, which may set things up.
  for (let move = 1; move <= 4; move += 1) await page.mouse.move(from.x + move * MOVE_PX, from.y);
  await page.evaluate(startRecording);
  for (let move = 0; move < MOVES; move += 1) {
    const away = (move < MOVES / 2 ? move : MOVES - move) * MOVE_PX;
    await page.mouse.move(from.x + 4 * MOVE_PX + away, from.y + away / 2);
  }
  const frames = await page.evaluate(() => globalThis.stopRecording());
  await page.mouse.move(from.x, from.y);
  await page.mouse.up({ button });
  return frames;
}

/** In the page: notes how long each frame lasts in which something moved. */
function startRecording() {
  const frames = [];
  let [last, moved] = [performance.now(), false];
  let going = true;
  const onMove = () => {
    moved = true;
  };
  addEventListener('pointermove', onMove, true);
  const onFrame = (now) => {
    if (moved) frames.push(now - last);
    moved = false;
    last = now;
    if (going) requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  globalThis.stopRecording = () => {
    going = false;
    removeEventListener('pointermove', onMove, true);
    return frames;
  };
}

/**
 * Zooms by turning the wheel over a place until the canvas shows at about `zoom`.
 *
 * @param {import('playwright-core').Page} page
 * @param {{ readonly x: number, readonly y: number }} at
 * @param {number} zoom
 */
export async function zoomTo(page, at, zoom) {
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 100; turn += 1) {
    const now = await page.evaluate(readZoom);
    if (Math.abs(Math.log2(zoom / now)) < 0.1) break;
    await page.mouse.wheel(0, Math.max(-40, Math.min(40, -100 * Math.log2(zoom / now))));
    await page.waitForTimeout(20);
  }
  await page.keyboard.up('Control');
  await page.waitForTimeout(300);
}

function readZoom() {
  const { transform } = document.querySelector('.react-flow__viewport').style;
  return Number(/scale\(([\d.]+)\)/.exec(transform)[1]);
}

/**
 * The middle of the upper edge of the node that stands nearest to the middle of the canvas, in the window.
 *
 * @param {import('playwright-core').Page} page
 */
export function nodeInView(page) {
  return page.evaluate(() => {
    const canvas = document.querySelector('.react-flow').getBoundingClientRect();
    const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 };
    const places = [...document.querySelectorAll('.react-flow__node')].map((node) => {
      const { x, y, width, height } = node.getBoundingClientRect();
      return { x: x + width / 2, y: y + Math.min(height / 2, 12) };
    });
    const distance = ({ x, y }) => Math.hypot(x - middle.x, y - middle.y);
    return places.sort((one, other) => distance(one) - distance(other))[0];
  });
}

/**
 * How long after each key press the page has shown what came of it.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} text
 * @returns {Promise<number[]>} milliseconds
 */
export async function typingTimes(page, text) {
  await page.evaluate(() => {
    globalThis.keyTimes = [];
    globalThis.onTypedKey = ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => globalThis.keyTimes.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    };
    addEventListener('keydown', globalThis.onTypedKey, true);
  });
  for (const key of text) {
    await page.keyboard.press(key);
    await page.waitForTimeout(30);
  }
  await page.waitForTimeout(200);
  return page.evaluate(() => {
    removeEventListener('keydown', globalThis.onTypedKey, true);
    return globalThis.keyTimes;
  });
}
