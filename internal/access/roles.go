package access

import "slices"

// Role is what a person is in one production.
type Role string

// The roles.
const (
	Director  Role = "bts_director"
	Crew      Role = "bts_crew"
	AD        Role = "assistant_director"
	Publicity Role = "publicity"
	Post      Role = "post"
	Viewer    Role = "viewer"
)

// Roles lists every role in the order it is offered.
var Roles = []Role{Director, Crew, AD, Publicity, Post, Viewer}

// Title is the role in words.
func (r Role) Title() string {
	switch r {
	case Director:
		return "BTS director"
	case Crew:
		return "BTS crew member"
	case AD:
		return "assistant director"
	case Publicity:
		return "publicity and marketing member"
	case Post:
		return "post and archive member"
	case Viewer:
		return "viewer"
	}
	return "stranger"
}

// Known reports whether r is one of Roles.
func (r Role) Known() bool { return slices.Contains(Roles, r) }

// Action is one thing a person can do in a production.
type Action string

// The actions.
const (
	SeeProduction  Action = "see_production"  // title, days, today
	SeeScript      Action = "see_script"      // scene text
	SeeSchedule    Action = "see_schedule"    // days, strips, cast, locations
	ImportFacts    Action = "import_facts"    // script, schedule
	SeeMoments     Action = "see_moments"     //
	EditMoments    Action = "edit_moments"    // confirm, edit, dismiss, add
	SeeStory       Action = "see_story"       // treatment, arcs, beats
	EditStory      Action = "edit_story"      //
	EditShots      Action = "edit_shots"      // storyboards and the shot list, also what became of a shot
	SeeCards       Action = "see_cards"       // what became of the unit's cards; where copies lie takes CopyCards
	CopyCards      Action = "copy_cards"      // log cards, register receipts, mark as formatted; an offload on the server takes its owner
	SeeLibrary     Action = "see_library"     // clips, stills and recordings, small; closed sets take SeeClosed
	FetchOriginals Action = "fetch_originals" // as they came from the camera
	EditLibrary    Action = "edit_library"    // rate, tag, match, caption
	IngestMedia    Action = "ingest_media"    // bring files in; from folders of the server takes its owner
	SeeCrew        Action = "see_crew"        // names, skills, days
	EditCrew       Action = "edit_crew"       // including cost
	SeePlan        Action = "see_plan"        //
	MakePlan       Action = "make_plan"       //
	SeePacket      Action = "see_packet"      // day packet
	InvitePeople   Action = "invite_people"   // members and roles
	EditProduction Action = "edit_production" // title, zone, paid days
	SeeRevisions   Action = "see_revisions"   // what a new paper changed and broke, closed scenes included
	SeeClosed      Action = "see_closed"      // what is shot on a closed set; without it a number and "Closed"
)

// phrase is the action as the end of "may not …".
func (a Action) phrase() string {
	if text, ok := phrases[a]; ok {
		return text
	}
	return string(a)
}

var phrases = map[Action]string{
	SeeProduction: "see this production", SeeScript: "read the script", SeeSchedule: "see the schedule",
	ImportFacts: "import scripts and schedules", SeeMoments: "see the moments", EditMoments: "change moments",
	SeeStory: "see the story", EditStory: "change the story", EditShots: "change storyboards and the shot list",
	SeeCards: "see the cards", CopyCards: "copy cards or say what became of them",
	SeeLibrary: "see the library", FetchOriginals: "fetch originals", EditLibrary: "change the library", IngestMedia: "bring files into the library",
	SeeCrew: "see the BTS crew", EditCrew: "change the BTS crew", SeePlan: "see the plan", MakePlan: "make a plan",
	SeePacket: "see the day packet", InvitePeople: "invite people", EditProduction: "change the production",
	SeeRevisions: "see what revisions change", SeeClosed: "see closed scenes",
}

// table is the whole policy: a role may do what stands in its row, nothing else.
var table = map[Role][]Action{
	Director: {SeeProduction, SeeScript, SeeSchedule, ImportFacts, SeeMoments, EditMoments, SeeStory, EditStory, EditShots, SeeCards, CopyCards, SeeLibrary, FetchOriginals,
		EditLibrary, IngestMedia, SeeCrew, EditCrew, SeePlan, MakePlan, SeePacket, InvitePeople, EditProduction, SeeRevisions, SeeClosed},
	Crew: {SeeProduction, SeeScript, SeeSchedule, SeeMoments, EditMoments, SeeStory, EditShots, SeeCards, CopyCards, SeeLibrary, FetchOriginals, EditLibrary,
		IngestMedia, SeeCrew, SeePlan, SeePacket, SeeRevisions, SeeClosed},
	AD:        {SeeProduction, SeeScript, SeeSchedule, ImportFacts, SeeMoments, SeeCrew, SeePlan, SeePacket, SeeRevisions, SeeClosed},
	Publicity: {SeeProduction, SeeSchedule, SeeMoments, SeeStory, SeeLibrary, SeePlan},
	Post:      {SeeProduction, SeeSchedule, SeeMoments, SeeStory, SeeCards, SeeLibrary, FetchOriginals, EditLibrary, IngestMedia, SeePlan},
	Viewer:    {SeeProduction, SeePlan},
}

func (r Role) allows(a Action) bool { return slices.Contains(table[r], a) }
