/** Why a command cannot go on, in one sentence for the person at the terminal. */
export class StartError extends Error {
  name = "StartError";
}

/**
 * Runs a command's work. A StartError, ours or the portal's own, is printed as its one sentence;
 * any other error is a bug and keeps its trace. Both end with exit code 1.
 */
export function endsWithOneSentence(work) {
  return Promise.resolve()
    .then(work)
    .catch((error) => {
      console.error(error?.name === "StartError" ? `\n${error.message}` : error);
      process.exit(1);
    });
}
