async function save(): Promise<void> {
  await Promise.resolve();
}

export async function onClick(): Promise<void> {
  await save();
}
