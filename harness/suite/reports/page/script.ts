/** Searching and filtering, in the page. It is written into the page as it stands here, and so refers to nothing outside itself. */
export function pageScript(): void {
  const all = <E extends Element>(selector: string): E[] => [...document.querySelectorAll<E>(selector)]
  const search = document.querySelector<HTMLInputElement>('#search')!
  const shown = document.querySelector<HTMLOutputElement>('#shown')!
  const cases = all<HTMLElement>('.case')
  const boxes = all<HTMLInputElement>('input[name="status"]')

  const filter = (): void => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
    const statuses = new Set(boxes.filter((box) => box.checked).map((box) => box.value))
    let count = 0
    for (const one of cases) {
      const text = one.dataset.search!
      const fits = statuses.has(one.dataset.status!) && words.every((word) => text.includes(word))
      one.hidden = !fits
      if (fits) count++
    }
    shown.textContent = `${count} of ${cases.length} cases`
  }

  const openAll = (open: boolean): void => {
    for (const one of cases) if (!one.hidden) one.querySelector('details')!.open = open
  }

  const openLinked = (): void => {
    const linked = location.hash === '' ? null : document.getElementById(location.hash.slice(1))
    if (linked === null) return
    linked.querySelector('details')!.open = true
    linked.scrollIntoView()
  }

  search.addEventListener('input', filter)
  for (const box of boxes) box.addEventListener('change', filter)
  document.querySelector('#open-all')!.addEventListener('click', () => openAll(true))
  document.querySelector('#close-all')!.addEventListener('click', () => openAll(false))
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    search.focus()
  })
  addEventListener('hashchange', openLinked)
  filter()
  openLinked()
}
