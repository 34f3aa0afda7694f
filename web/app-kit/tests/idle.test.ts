import assert from "node:assert/strict";
import { test } from "node:test";
import { watchIdle, type Surface } from "../src/bridge/idle";
import { FakeClock, settle } from "./fakes";

function surface() {
  const clock = new FakeClock();
  const state = { pending: 0, frames: [] as (() => void)[], said: 0 };
  const pendingListeners = new Set<() => void>();
  const changeListeners = new Set<() => void>();
  const fake: Surface = {
    pending: () => state.pending,
    onPending: (listener) => (pendingListeners.add(listener), () => pendingListeners.delete(listener)),
    onChange: (listener) => (changeListeners.add(listener), () => changeListeners.delete(listener)),
    after: clock.after,
    twoFrames: (action) => state.frames.push(action),
    fonts: () => Promise.resolve(),
  };
  return {
    fake,
    clock,
    state,
    pending(count: number) {
      state.pending = count;
      pendingListeners.forEach((listener) => listener());
    },
    change: () => changeListeners.forEach((listener) => listener()),
    async rest() {
      clock.pass(60);
      await settle();
      state.frames.splice(0).forEach((frame) => frame());
    },
  };
}

test("idle is said once there is no question, no change for 60 ms, fonts, and two frames", async () => {
  const s = surface();
  watchIdle(s.fake, () => (s.state.said += 1));
  s.clock.pass(59);
  await settle();
  assert.equal(s.state.frames.length, 0);
  s.clock.pass(1);
  await settle();
  assert.equal(s.state.said, 0);
  s.state.frames.splice(0).forEach((frame) => frame());
  assert.equal(s.state.said, 1);
  await s.rest();
  assert.equal(s.state.said, 1);
});

test("an open question holds it back, and a change begins the wait anew", async () => {
  const s = surface();
  s.state.pending = 1;
  watchIdle(s.fake, () => (s.state.said += 1));
  s.clock.pass(5000);
  await s.rest();
  assert.equal(s.state.said, 0);
  s.pending(0);
  s.clock.pass(40);
  s.change();
  s.clock.pass(40);
  await settle();
  assert.equal(s.state.frames.length, 0);
  await s.rest();
  assert.equal(s.state.said, 1);
});

test("a question that comes between the wait and the frames holds it back", async () => {
  const s = surface();
  watchIdle(s.fake, () => (s.state.said += 1));
  s.clock.pass(60);
  await settle();
  s.pending(1);
  s.state.frames.splice(0).forEach((frame) => frame());
  assert.equal(s.state.said, 0);
  s.pending(0);
  await s.rest();
  assert.equal(s.state.said, 1);
});

test("after new work it is said again", async () => {
  const s = surface();
  watchIdle(s.fake, () => (s.state.said += 1));
  await s.rest();
  s.pending(2);
  s.pending(0);
  await s.rest();
  assert.equal(s.state.said, 2);
});

test("a page that changes without end is called idle all the same", async () => {
  const s = surface();
  watchIdle(s.fake, () => (s.state.said += 1));
  for (let at = 0; at < 50; at += 1) {
    s.clock.pass(40);
    s.change();
    await settle();
    s.state.frames.splice(0).forEach((frame) => frame());
  }
  assert.equal(s.state.said, 1);
});
