import { expect, test } from "vitest";
import { isSpecialAddress } from "./address-rules";

test.each([
  ...["127.0.0.1", "10.1.2.3", "172.31.255.255", "192.168.1.1", "169.254.169.254", "0.0.0.0"],
  ...["100.64.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "255.255.255.255"],
  ...[
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "fe80::1",
    "fe80::1%eth0",
  ],
  ...["fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001::1", "3fff::1"],
  ...["", "localhost", "8.8.8"],
])("%s is no server on the public Internet", (address) => {
  expect(isSpecialAddress(address)).toBe(true);
});

test.each(["8.8.8.8", "172.32.0.1", "185.143.233.1", "2606:4700::1111", "2a00:1450::1"])(
  "%s is",
  (address) => {
    expect(isSpecialAddress(address)).toBe(false);
  },
);
