// Targets that are too small to be hit: WCAG 2.2, 2.5.8.
import type { Page } from '@playwright/test'

/**
 * smallTargets names what can be pressed and is smaller than least pixels on a side. Left out is what the criterion leaves
 * out: links inside a sentence, what a larger label or another link to the same stands for, and what has room around it, so that a circle of
 * that size on its middle touches no other target.
 */
export async function smallTargets(page: Page, least = 24): Promise<string[]> {
  return page.evaluate((least) => {
    type Target = { e: Element; box: DOMRect; small: boolean }
    const all: Target[] = []
    for (const e of document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden]), textarea, [role=button], [role=option]')) {
      const box = e.getBoundingClientRect()
      const shown = e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && box.width > 1 && box.height > 1
      if (!shown || e.closest('.sr, [inert], [aria-hidden=true]') || e.matches('.skip, :disabled')) continue
      const label = e.matches('input') ? (e as HTMLInputElement).labels?.[0]?.getBoundingClientRect() : undefined
      const whole = label && label.height >= least && label.width >= least ? label : box
      all.push({ e, box: whole, small: whole.width < least - 0.5 || whole.height < least - 0.5 })
    }
    const inSentence = (e: Element) => {
      if (getComputedStyle(e).display !== 'inline') return false
      const around = e.closest('p, li, dd, dt, td, span, label, figcaption, h1, h2, h3')
      const words = (around?.textContent ?? '').trim().length - (e.textContent ?? '').trim().length
      return words > 0
    }
    const cut = (t: Target) => { // by the edge of a list that scrolls: it is whole when it is scrolled to
      for (let room = t.e.parentElement; room; room = room.parentElement) {
        const edge = room.getBoundingClientRect()
        if (/auto|scroll/.test(getComputedStyle(room).overflowY) && room.scrollHeight > room.clientHeight && (t.box.bottom > edge.bottom - 8 || t.box.top < edge.top + 8)) return true
      }
      return false
    }
    const isTitle = (e: Element) => e.matches(':is(h2, h3, h4) > a') // a finger aims at these, whatever room is around
    const same = (e: Element) => (e instanceof SVGAElement ? e.href.baseVal : (e.getAttribute('href') ?? ''))
    const elsewhere = (one: Target) => same(one.e) !== '' && all.some((other) => !other.small && same(other.e) === same(one.e))
    const crowded = (one: Target) => {
      const x = one.box.x + one.box.width / 2, y = one.box.y + one.box.height / 2
      return all.some((other) => {
        if (other === one || other.e.contains(one.e) || one.e.contains(other.e)) return false
        const b = other.box
        if (other.small) return Math.hypot(b.x + b.width / 2 - x, b.y + b.height / 2 - y) < least
        return Math.hypot(Math.max(b.x - x, 0, x - b.right), Math.max(b.y - y, 0, y - b.bottom)) < least / 2
      })
    }
    return all.filter((t) => t.small && !cut(t) && (isTitle(t.e) || !inSentence(t.e) && !elsewhere(t) && crowded(t))).map(({ e, box }) => {
      const name = [...e.classList].map((c) => `.${c}`).join('')
      const room = e.parentElement ? `${e.parentElement.tagName.toLowerCase()}${[...e.parentElement.classList].map((c) => `.${c}`).join('')} > ` : ''
      return `${location.pathname}${location.search}: ${room}${e.tagName.toLowerCase()}${name} “${(e.textContent ?? '').trim().slice(0, 24)}” is ${Math.round(box.width)} × ${Math.round(box.height)}`
    })
  }, least)
}
