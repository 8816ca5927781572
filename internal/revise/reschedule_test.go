package revise

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

// plannedShoot is a shooting schedule whose days and strips know which they truly are.
type plannedShoot struct {
	rng  *rand.Rand
	days []trueDay
	next int
}

type trueDay struct {
	key    int
	date   production.Date
	main   []trueStrip
	second []trueStrip // second unit
}

type trueStrip struct{ key, scene int }

func (b *plannedShoot) key() int { b.next++; return b.next }

// newShoot places the scenes on days, five days a week.
func newShoot(rng *rand.Rand, days, scenesPerDay int) *plannedShoot {
	b := plannedShoot{rng: rng}
	date := production.Date("2026-05-04")
	for n, scene := range rng.Perm(days * scenesPerDay) {
		if n%scenesPerDay == 0 {
			b.days = append(b.days, trueDay{key: b.key(), date: date})
			date = nextWorkday(date)
		}
		day := &b.days[len(b.days)-1]
		day.main = append(day.main, trueStrip{b.key(), scene + 1})
	}
	return &b
}

func nextWorkday(date production.Date) production.Date {
	for date = date.AddDays(1); date.Weekday() == 0 || date.Weekday() == 6; {
		date = date.AddDays(1)
	}
	return date
}

func (b *plannedShoot) pick() *trueDay { return &b.days[b.rng.IntN(len(b.days))] }

// The changes of a schedule. Each leaves the plannedShoot knowing which day is which.
var reshuffles = map[string]func(b *plannedShoot){
	"the whole shoot put off": func(b *plannedShoot) {
		weeks := 1 + b.rng.IntN(4)
		for i := range b.days {
			b.days[i].date = b.days[i].date.AddDays(7 * weeks)
		}
	},
	"put off by some workdays": func(b *plannedShoot) {
		for range 1 + b.rng.IntN(6) {
			for i := range b.days {
				b.days[i].date = nextWorkday(b.days[i].date)
			}
		}
	},
	"the rest put off": func(b *plannedShoot) {
		for i := 1 + b.rng.IntN(len(b.days)-6); i < len(b.days); i++ {
			b.days[i].date = b.days[i].date.AddDays(14)
		}
	},
	"two days change places": func(b *plannedShoot) { // the dates stay, the scenes move
		x, y := b.pick(), b.pick()
		x.main, y.main = y.main, x.main
	},
	"strips move": func(b *plannedShoot) {
		for range len(b.days) / 2 {
			if from, to := b.pick(), b.pick(); len(from.main) > 1 {
				n := b.rng.IntN(len(from.main))
				to.main = append(to.main, from.main[n])
				from.main = slices.Delete(from.main, n, n+1)
			}
		}
	},
	"a second unit": func(b *plannedShoot) {
		for range len(b.days) / 3 {
			if day := b.pick(); len(day.main) > 1 {
				day.second = append(day.second, day.main[0])
				day.main = slices.Delete(day.main, 0, 1)
			}
		}
	},
	"a day dropped": func(b *plannedShoot) { // its scenes go to other days
		n := b.rng.IntN(len(b.days))
		gone := b.days[n]
		b.days = slices.Delete(b.days, n, n+1)
		for _, s := range slices.Concat(gone.main, gone.second) {
			day := b.pick()
			day.main = append(day.main, s)
		}
	},
	"a day dropped and the rest moved up": func(b *plannedShoot) {
		n := b.rng.IntN(len(b.days) - 4)
		dates := make([]production.Date, 0, len(b.days))
		for _, day := range b.days {
			dates = append(dates, day.date)
		}
		b.days = slices.Delete(b.days, n, n+1)
		for i := range b.days {
			b.days[i].date = dates[i]
		}
	},
	"one day goes to the end": func(b *plannedShoot) {
		n := b.rng.IntN(len(b.days))
		day := b.days[n]
		day.date = nextWorkday(b.days[len(b.days)-1].date)
		b.days = append(slices.Delete(b.days, n, n+1), day)
	},
}

// document is the plannedShoot as a reader would hand it on.
func (b *plannedShoot) document() intake.Document {
	schedule := production.Schedule{Name: "A schedule"}
	for n, day := range b.days {
		d := production.Day{Number: n + 1, Date: day.date}
		for unit, strips := range [][]trueStrip{day.main, day.second} {
			if unit == 1 && len(strips) == 0 {
				continue
			}
			u := production.UnitDay{Unit: []string{"Main", "Second"}[unit], Call: 420, Wrap: 1020}
			for _, s := range strips {
				u.Strips = append(u.Strips, production.Strip{SceneNumber: fmt.Sprint(s.scene), Start: 480, End: 540, Capacity: -1})
				schedule.Breakdown = append(schedule.Breakdown, production.Scene{
					Number: fmt.Sprint(s.scene), NumberGiven: true, InSchedule: true, Heading: fmt.Sprintf("INT. SET %d - DAY", s.scene%23),
					Set: fmt.Sprintf("SET %d", s.scene%23), IntExt: production.Interior, TimeOfDay: "DAY", Eighths: 5,
				})
			}
			d.Units = append(d.Units, u)
		}
		schedule.Days = append(schedule.Days, d)
	}
	return intake.Document{Kind: intake.KindSchedule, Format: intake.FormatUSS, Schedule: &schedule}
}

// identities maps the true days and strips to their ids.
func (b *plannedShoot) identities(facts production.Facts) (days map[int]production.DayID, strips map[int]production.StripID) {
	days, strips = map[int]production.DayID{}, map[int]production.StripID{}
	for n, day := range b.days {
		days[day.key] = facts.Days[n].ID
		for k, s := range slices.Concat(day.main, day.second) {
			strips[s.key] = facts.Days[n].Strips()[k].ID
		}
	}
	return days, strips
}

// TestDayIdentity measures how many days and strips keep their identity when a schedule changes.
func TestDayIdentity(t *testing.T) {
	t.Parallel()
	for _, name := range slices.Sorted(maps.Keys(reshuffles)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rightDays, allDays, rightStrips, allStrips := 0, 0, 0, 0
			for seed := range seeds() / 2 {
				b := newShoot(rand.New(rand.NewPCG(seed, 13)), 20, 4)
				facts, _ := merged(t, production.Facts{}, b.document())
				days, strips := b.identities(facts)
				reshuffles[name](b)
				now, _ := merged(t, facts, b.document())
				again, changes := merged(t, now, b.document())
				if n := len(changes.Moved) + len(changes.Changed) + len(changes.Added) + len(changes.Removed); n > 0 || len(again.Days) != len(now.Days) {
					t.Fatalf("seed %d: taking it in again reports %+v", seed, changes)
				}
				daysNow, stripsNow := b.identities(now)
				for key, id := range daysNow {
					allDays++
					if days[key] == id {
						rightDays++
					}
				}
				for key, id := range stripsNow {
					allStrips++
					if strips[key] == id {
						rightStrips++
					}
				}
			}
			shareDays, shareStrips := 100*float64(rightDays)/float64(allDays), 100*float64(rightStrips)/float64(allStrips)
			if t.Logf("%.2f %% of the days, %.2f %% of the strips are right", shareDays, shareStrips); shareDays < 99.5 || shareStrips < 99.5 {
				t.Error("want 99.5 %")
			}
		})
	}
}
