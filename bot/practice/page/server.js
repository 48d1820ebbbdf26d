// The page's two requests to the practice server.

/** Wait for a state newer than version `since`, as the person `as` sees it; without `as`, as whoever the server picks. */
export async function nextState(as, since, signal) {
  const query = new URLSearchParams(as ? { as, since } : { since });
  const response = await fetch(`/practice/state?${query}`, { signal });
  if (response.status === 404) throw Object.assign(new Error("The address names nobody of this workspace."), { name: "NobodyError" });
  if (!response.ok) throw new Error(`The practice server answered ${response.status}.`);
  return response.json();
}

/** Do one act as a person; what goes wrong comes back as `{ok: false, error}`. */
export async function post(as, act) {
  try {
    const response = await fetch("/practice/act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as, ...act }),
    });
    return await response.json();
  } catch {
    return { ok: false, error: "The practice server cannot be reached." };
  }
}
