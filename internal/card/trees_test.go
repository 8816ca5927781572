package card_test

// Cards as cameras write them; the names are made up.
var (
	redCard = []string{
		"digital_magazine.bin", "digital_magdynamic.bin",
		"A001_0507AB.RDM/A001_C001_0507XY.RDC/A001_C001_0507XY_001.R3D", "A001_0507AB.RDM/A001_C001_0507XY.RDC/A001_C001_0507XY_002.R3D",
		"A001_0507AB.RDM/A001_C001_0507XY.RDC/A001_C001_0507XY_003.R3D", "A001_0507AB.RDM/A001_C001_0507XY.RDC/A001_C001_0507XY.RMD",
		"A001_0507AB.RDM/A001_C002_0507ZZ.RDC/A001_C002_0507ZZ_001.R3D",
	}
	p2Card = []string{
		"LASTCLIP.TXT", "CONTENTS/CLIP/0001AB.XML", "CONTENTS/VIDEO/0001AB.MXF", "CONTENTS/AUDIO/0001AB00.MXF", "CONTENTS/AUDIO/0001AB01.MXF",
		"CONTENTS/ICON/0001AB.BMP", "CONTENTS/PROXY/0001AB.MP4", "CONTENTS/VOICE/", "CONTENTS/CLIP/0002CD.XML", "CONTENTS/VIDEO/0002CD.MXF", "CONTENTS/AUDIO/0002CD00.MXF",
	}
	avchdCard = []string{
		"PRIVATE/AVCHD/BDMV/INDEX.BDM", "PRIVATE/AVCHD/BDMV/MOVIEOBJ.BDM", "PRIVATE/AVCHD/BDMV/STREAM/00000.MTS", "PRIVATE/AVCHD/BDMV/STREAM/00001.MTS",
		"PRIVATE/AVCHD/BDMV/CLIPINF/00000.CPI", "PRIVATE/AVCHD/BDMV/CLIPINF/00001.CPI", "PRIVATE/AVCHD/BDMV/PLAYLIST/00000.MPL",
	}
	xdrootCard = []string{
		"XDROOT/MEDIAPRO.XML", "XDROOT/DISCMETA.XML", "XDROOT/Clip/C0001.MXF", "XDROOT/Clip/C0001M01.XML", "XDROOT/Clip/C0001R01.BIM", "XDROOT/Sub/C0001S01.MP4",
		"XDROOT/Clip/C0002.MXF", "XDROOT/Clip/C0002M01.XML", "XDROOT/Edit/", "XDROOT/General/",
	}
	m4Card = []string{
		"PRIVATE/M4ROOT/MEDIAPRO.XML", "PRIVATE/M4ROOT/CLIP/C0001.MP4", "PRIVATE/M4ROOT/CLIP/C0001M01.XML", "PRIVATE/M4ROOT/THMBNL/C0001T01.JPG", "PRIVATE/M4ROOT/SUB/C0001S03.MP4",
		"PRIVATE/M4ROOT/CLIP/C0002.MP4", "PRIVATE/M4ROOT/CLIP/C0002M01.XML", "PRIVATE/M4ROOT/GENERAL/", "AVF_INFO/AVIN0001.BNP",
	}
	exCard = []string{
		"BPAV/MEDIAPRO.XML", "BPAV/CUEUP.XML", "BPAV/TAKR/", "BPAV/CLPR/701_0001_01/701_0001_01.MP4", "BPAV/CLPR/701_0001_01/701_0001_01M01.XML", "BPAV/CLPR/701_0001_01/701_0001_01R01.BIM",
		"BPAV/CLPR/701_0001_02/701_0001_02.MP4", "BPAV/CLPR/701_0001_02/701_0001_02M01.XML", "BPAV/CLPR/701_0002_01/701_0002_01.MP4", "BPAV/CLPR/701_0002_01/701_0002_01M01.XML",
	}
	goproCard = []string{
		"DCIM/100GOPRO/GX010012.MP4", "DCIM/100GOPRO/GX020012.MP4", "DCIM/100GOPRO/GX030012.MP4", "DCIM/100GOPRO/GL010012.LRV", "DCIM/100GOPRO/GX010012.THM",
		"DCIM/100GOPRO/GOPR0013.JPG", "MISC/version.txt",
	}
)

type cardCase struct {
	name         string
	paths        []string
	camera, reel string
	clips, notes []string
}

func cards() []cardCase {
	return []cardCase{
		{"RED", redCard, "RED R3D", "A001", []string{"video A001_C001_0507XY 3+1", "video A001_C002_0507ZZ 1+0"}, nil},
		{"RED with gaps", append(without(redCard, "_002.R3D", "C002_"), "A001_0507AB.RDM/A001_C004_0507QQ.RDC/"),
			"RED R3D", "A001", []string{"video A001_C001_0507XY 2+1"},
			[]string{"! A001_0507AB.RDM/A001_C001_0507XY.RDC/A001_C001_0507XY_003.R3D: part_gone", "! A001_0507AB.RDM/A001_C004_0507QQ.RDC: media_gone"}},
		{"RED lacks a clip", append(without(redCard, "C002_"), "A001_0507AB.RDM/A001_C004_0507QQ.RDC/A001_C004_0507QQ_001.R3D"),
			"RED R3D", "A001", []string{"video A001_C001_0507XY 3+1", "video A001_C004_0507QQ 1+0"},
			[]string{"! A001_0507AB.RDM/A001_C004_0507QQ.RDC/A001_C004_0507QQ_001.R3D: clip_gone"}},
		{"P2", p2Card, "Panasonic P2", "", []string{"video 0001AB 1+5", "video 0002CD 1+2"}, nil},
		{"P2 without essence", without(p2Card, "VIDEO/0001AB", "AUDIO/0001AB00"), "Panasonic P2", "", []string{"video 0002CD 1+2"},
			[]string{"! CONTENTS/AUDIO/0001AB01.MXF: media_gone"}},
		{"AVCHD", avchdCard, "AVCHD", "", []string{"video 00000 1+1", "video 00001 1+1"}, nil},
		{"AVCHD without index", without(avchdCard, "INDEX", "MOVIEOBJ"), "AVCHD", "", []string{"video 00000 1+1", "video 00001 1+1"},
			[]string{"! PRIVATE/AVCHD/BDMV: index_gone", "PRIVATE/AVCHD/BDMV: index_gone"}},
		{"XDCAM", xdrootCard, "Sony XDCAM", "", []string{"video C0001 1+3", "video C0002 1+1"}, nil},
		{"XDCAM clip without list", without(xdrootCard, "C0002M01"), "Sony XDCAM", "", []string{"video C0001 1+3", "video C0002 1+0"}, []string{"! XDROOT/Clip/C0002.MXF: index_gone"}},
		{"XDCAM EX", exCard, "Sony XDCAM EX", "", []string{"video 701_0001 2+3", "video 701_0002 1+1"}, nil},
		{"Sony XAVC with stills", append([]string{"DCIM/100MSDCF/DSC00001.ARW", "DCIM/100MSDCF/DSC00001.JPG"}, m4Card...), "Sony XAVC", "",
			[]string{"still DSC00001 2+0", "video C0001 1+3", "video C0002 1+1"}, nil},
		{"Canon XF", []string{"CONTENTS/CLIPS001/INDEX.MIF", "CONTENTS/CLIPS001/AA0001/AA000101.MXF", "CONTENTS/CLIPS001/AA0001/AA000102.MXF", "CONTENTS/CLIPS001/AA0001/AA000101.CPF", "CONTENTS/CLIPS001/AA0001/AA0001.CIF", "CONTENTS/CLIPS001/AA0002/AA000202.MXF"},
			"Canon XF", "", []string{"video AA0001 2+2", "video AA0002 1+0"}, []string{"! CONTENTS/CLIPS001/AA0002/AA000202.MXF: part_gone"}},
		{"Canon EOS stills", []string{"DCIM/100CANON/IMG_0001.CR3", "DCIM/100CANON/IMG_0001.JPG", "DCIM/100CANON/MVI_0002.MP4", "DCIM/100CANON/MVI_0002.THM", "DCIM/EOSMISC/M0100.CTG"}, "Canon DCF", "",
			[]string{"still IMG_0001 2+0", "video MVI_0002 1+1"}, nil},
		{"Olympus", []string{"DCIM/100OLYMP/P5070001.ORF", "DCIM/101OLYMP/P5070001.ORF"}, "Olympus DCF", "", []string{"still P5070001 1+0", "still P5070001 1+0"}, nil},
		{"GoPro", goproCard, "GoPro", "", []string{"still GOPR0013 1+0", "video GX010012 3+2"}, nil},
		{"GoPro lacks a chapter", without(goproCard, "GX02"), "GoPro", "", []string{"still GOPR0013 1+0", "video GX010012 2+2"}, []string{"! DCIM/100GOPRO/GX030012.MP4: part_gone"}},
		{"GoPro lacks the last chapter", append(without(goproCard, "GX03"), "DCIM/100GOPRO/GL030012.LRV"), "GoPro", "", []string{"still GOPR0013 1+0", "video GX010012 2+3"}, []string{"! DCIM/100GOPRO/GL030012.LRV: part_gone"}},
		{"GoPro HERO4", []string{"DCIM/100GOPRO/GOPR0021.MP4", "DCIM/100GOPRO/GP010021.MP4", "DCIM/100GOPRO/GP030021.MP4", "DCIM/100GOPRO/GOPR0021.LRV"}, "GoPro", "", []string{"video GOPR0021 3+1"}, []string{"! DCIM/100GOPRO/GP030021.MP4: part_gone"}},
		{"DJI", []string{"DCIM/DJI_001/DJI_20260507101112_0001_D.MP4", "DCIM/DJI_001/DJI_20260507101112_0001_D.LRF", "DCIM/DJI_001/DJI_20260507101112_0001_D.SRT", "DCIM/100MEDIA/DJI_0004.JPG", "DCIM/100MEDIA/DJI_0004.DNG"}, "DJI", "",
			[]string{"still DJI_0004 2+0", "video DJI_20260507101112_0001_D 1+2"}, nil},
		{"Insta360", []string{"DCIM/Camera01/VID_20260507_121609_00_657.insv", "DCIM/Camera01/VID_20260507_121609_10_657.insv", "DCIM/Camera01/LRV_20260507_121609_11_657.insv", "DCIM/Camera01/VID_20260507_130000_10_658.insv"}, "Insta360 360°", "",
			[]string{"video VID_20260507_121609_00_657 2+1", "video VID_20260507_130000_10_658 1+0"}, []string{"! DCIM/Camera01/VID_20260507_130000_10_658.insv: index_gone"}},
		{"ARRI ProRes", []string{"A003R1JL/A003C001_20260507_R1JL.mov", "A003R1JL/A003C002_20260507_R1JL.mov", "A003R1JL/A003R1JL_FCP.xml", "A003R1JL/A003R1JL.ale"}, "ARRI ALEXA", "A003R1JL",
			[]string{"video A003C001_20260507_R1JL 1+0", "video A003C002_20260507_R1JL 1+0"}, nil},
		{"ARRIRAW", []string{"ari/A003R1JL/A003C001_260507_R1JL/A003C001_260507_R1JL.0001000.ari", "ari/A003R1JL/A003C001_260507_R1JL/A003C001_260507_R1JL.0001001.ari", "ari/A003R1JL/A003C001_260507_R1JL/A003C001_260507_R1JL.0001004.ari"},
			"ARRI ARRIRAW frames", "A003R1JL", []string{"video A003C001_260507_R1JL 3+0"}, []string{"! ari/A003R1JL/A003C001_260507_R1JL/A003C001_260507_R1JL.0001004.ari: part_gone"}},
		{"Blackmagic", []string{"A001_05071012_C001.braw", "A001_05071012_C001.sidecar", "A001_05071013_C002.braw2"}, "Blackmagic Design Blackmagic RAW", "A001",
			[]string{"video A001_05071012_C001 1+1"}, []string{"! A001_05071013_C002.braw2: index_gone", "! A001_05071013_C002.braw2: media_gone"}},
		{"iPhone", []string{"DCIM/100APPLE/IMG_0001.HEIC", "DCIM/100APPLE/IMG_0001.MOV", "DCIM/100APPLE/IMG_0001.AAE"}, "Apple iPhone or iPad", "", []string{"still IMG_0001 2+1"}, nil},
		{"Zoom F8", []string{"Zoom_F8/FOLDER01/Scene001-T001.TAKE/Scene001-T001_Tr1.WAV", "Zoom_F8/FOLDER01/Scene001-T001.TAKE/Scene001-T001_Tr2.WAV", "Zoom_F8/FOLDER01/Scene001-T002.WAV", "Zoom_F8/FOLDER01/Scene001-T003_Tr1.WAV", "Zoom_F8/FOLDER01/Scene001-T003_LR.WAV"}, "Zoom recorder", "",
			[]string{"sound Scene001-T001 2+0", "sound Scene001-T002 1+0", "sound Scene001-T003 2+0"}, nil},
		{"Sound Devices", []string{"SOUNDDEV/", "FALSETAKES/", "TRASH/", "26Y05M07/A101_1.WAV", "26Y05M07/A101_2.WAV", "26Y05M07/A102.WAV"}, "Sound Devices recorder", "", []string{"sound A101 2+0", "sound A102 1+0"}, nil},
		{"a plain folder", []string{"day 1/one.mov", "day 1/notes.txt", "day 1/._one.mov", ".Trashes/old.mov", "two.WAV"}, "", "", []string{"video one 1+0", "sound two 1+0"}, nil},
		{"mostly plain", []string{"one.mov", "two.mov", "DCIM/100MEDIA/DJI_0004.JPG"}, "", "", []string{"still DJI_0004 1+0", "video one 1+0", "video two 1+0"}, nil},
		{"an empty clip", []string{"PRIVATE/M4ROOT/MEDIAPRO.XML", "PRIVATE/M4ROOT/CLIP/C0001.MP4=0", "PRIVATE/M4ROOT/CLIP/C0001M01.XML"}, "Sony XAVC", "", []string{"video C0001 1+1"}, []string{"! PRIVATE/M4ROOT/CLIP/C0001.MP4: empty"}},
		{"an empty card", nil, "", "", nil, []string{": no_material"}},
		{"two reels", []string{"A001_05071012_C001.braw", "A002_05071013_C001.braw"}, "Blackmagic Design Blackmagic RAW", "A001", []string{"video A001_05071012_C001 1+0", "video A002_05071013_C001 1+0"}, []string{": many_reels"}},
		{"two cards in one folder", append(below("card 1", m4Card), below("card 2", m4Card)...), "Sony XAVC", "", []string{"video C0001 1+3", "video C0002 1+1", "video C0001 1+3", "video C0002 1+1"}, nil},
		{"small letters", small(m4Card), "Sony XAVC", "", []string{"video c0001 1+3", "video c0002 1+1"}, nil},
	}
}
