/** A site that has a worker no more, or a preview at an address where one was: what that has left goes. */

export async function clean(root: URL): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.getRegistration(root);
    if (registration?.scope !== root.href) return;
    await registration.unregister();
    const names = (await caches.keys()).filter((name) => name.startsWith(`handbook ${root.href} `));
    await Promise.all(names.map((name) => caches.delete(name)));
  } catch {
    // where there are no workers there is nothing to remove
  }
}
