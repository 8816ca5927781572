package planner

// What the tests from outside borrow from those inside.

// BruteForce is the value of the best of all plans of a very small problem.
var BruteForce = bruteForce

// ProvenBound is what a search proves, before Solve lifts it to the value of its plan.
var ProvenBound = provenBound

// CoversAlone counts the covers of a moment that are legal alone.
func CoversAlone(p *Problem, moment int) int { return len((&brute{p: p}).covers(moment)) }
