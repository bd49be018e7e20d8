/** What ties a process of ours to the one that started it, over the IPC channel between them. */

/** Calls `leave` when the process that started this one is gone, also when it went before this was asked. */
export const whenParentIsGone = (leave: () => void): void => {
  if (process.send === undefined) return;
  if (process.connected) process.once('disconnect', leave);
  else leave();
};

/** Lets go of the channel, which would keep this process alive when its work is done. */
export const letGoOfParent = (): void => {
  if (process.connected) process.disconnect();
};
