import { expect, test } from "vitest";
import { applyLayout } from "./apply-layout";

const place = { x: 60, y: 200, width: 160, height: 48 };
const layout = {
  id: "old",
  title: "Lease",
  at: new Date(0),
  boxes: [
    { ...place, page: 1, number: 2 },
    { ...place, page: 2, number: 1 },
    { ...place, page: 3, number: 2 },
    { ...place, page: 3, number: 3 },
  ],
};
const numbered = () => {
  let count = 0;
  return () => `new-${++count}`;
};

test("a layout goes to the signers by their order, and nobody gets a box of somebody who is not there", () => {
  const { boxes, withoutPerson, refused } = applyLayout(
    layout,
    ["ali", "sara"],
    numbered(),
    () => false,
  );
  expect(boxes).toEqual([
    { ...place, id: "new-1", recipientId: "sara", page: 1 },
    { ...place, id: "new-2", recipientId: "ali", page: 2 },
    { ...place, id: "new-3", recipientId: "sara", page: 3 },
  ]);
  expect([withoutPerson, refused]).toEqual([1, 0]);
});

test("what a rule forbids beside the boxes before it stays away, and the others come", () => {
  const { boxes, refused } = applyLayout(layout, ["ali", "sara", "omid"], numbered(), (next) => {
    const owners = next.map(({ recipientId }) => recipientId);
    return new Set(owners).size < owners.length;
  });
  expect(boxes.map(({ recipientId, page }) => [recipientId, page])).toEqual([
    ["sara", 1],
    ["ali", 2],
    ["omid", 3],
  ]);
  expect(refused).toBe(1);
});
