package coverage

import "github.com/btsdirector/bts/internal/planner"

// Settings are the numbers of a plan that are neither welfare rules nor facts. Times in minutes.
type Settings struct {
	Grid          int // call times and coverage starts lie on it
	KitBuffer     int // an item of kit rests this long after use
	SameLocation  int // walk between two sets of one location
	OtherLocation int // drive between locations
	Capacity      int // BTS people at a set where nobody gave a number; DOMAIN: a unit is 1-3 people
	CostWeight    int // objective for each 100 currency units of crew cost
	MustHave      int // added to the score of a promised moment
	Confirmed     int // added to the score of a moment that a person confirmed
	Slopes        [3]int
	Stability     planner.Stab // price of changing the plan before
}

// DefaultSettings are the settings of a new production. The slopes make the first third of an arc worth
// three times its last, so that no arc stays empty while another is filled to the brim (PLANNER.md).
func DefaultSettings() Settings {
	return Settings{
		Grid: 15, KitBuffer: 15, SameLocation: 5, OtherLocation: 30, Capacity: 3,
		CostWeight: 100, MustHave: 400, Confirmed: 15, Slopes: [3]int{3, 2, 1},
		Stability: planner.Stab{Triple: 2000, CancelDay: 3000, AddDay: 1500},
	}
}
