package card

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// plist is a dictionary of a property list: text, int64, bool, plist or []any by name. What diskutil tells on macOS.
type plist map[string]any

// readPlist reads the outermost dictionary of an XML property list, nil where there is none.
func readPlist(text []byte) plist {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := d.Token()
		if err != nil {
			return nil
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "dict" {
			value, err := plistValue(d, start, 0)
			if err != nil {
				return nil
			}
			dict, _ := value.(plist)
			return dict
		}
	}
}

var errTooDeep = errors.New("nested too deep")

func plistValue(d *xml.Decoder, start xml.StartElement, depth int) (any, error) {
	if depth > 32 {
		return nil, errTooDeep
	}
	switch start.Name.Local {
	case "dict":
		return plistDict(d, depth)
	case "array":
		var list []any
		err := elements(d, func(inner xml.StartElement) error {
			value, err := plistValue(d, inner, depth+1)
			list = append(list, value)
			return err
		})
		return list, err
	case "true", "false":
		return start.Name.Local == "true", d.Skip()
	}
	var text string
	if err := d.DecodeElement(&text, &start); err != nil {
		return nil, err
	}
	if start.Name.Local == "integer" {
		return strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	}
	return text, nil
}

func plistDict(d *xml.Decoder, depth int) (plist, error) {
	dict, key := plist{}, ""
	err := elements(d, func(inner xml.StartElement) error {
		if inner.Name.Local == "key" {
			return d.DecodeElement(&key, &inner)
		}
		value, err := plistValue(d, inner, depth+1)
		dict[key] = value
		return err
	})
	return dict, err
}

// elements calls each for the elements up to the end of the one that is open.
func elements(d *xml.Decoder, each func(xml.StartElement) error) error {
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if err := each(t); err != nil {
				return err
			}
		}
	}
}

func (p plist) text(name string) string { s, _ := p[name].(string); return s }
func (p plist) yes(name string) bool    { b, _ := p[name].(bool); return b }
func (p plist) number(name string) int64 {
	n, _ := p[name].(int64)
	return n
}

// volumeFrom reads what "diskutil info -plist" tells of a volume.
func volumeFrom(p plist) Volume {
	v := Volume{
		Mount: p.text("MountPoint"), Name: p.text("VolumeName"), Serial: p.text("VolumeUUID"), Model: strings.TrimSpace(p.text("MediaName")),
		Type: p.text("FilesystemType"), Device: p.text("DeviceNode"), Size: p.number("TotalSize"), Free: p.number("FreeSpace"),
		Removable: p.yes("RemovableMedia") || p.yes("RemovableMediaOrExternalDevice") || p.yes("Ejectable"),
	}
	writable, known := p["WritableVolume"].(bool)
	v.ReadOnly = known && !writable
	if v.Serial == "" {
		v.Serial = p.text("DiskUUID")
	}
	return v
}

// mountedDisks reads from "diskutil list -plist" which disks are mounted.
func mountedDisks(p plist) []string {
	var ids []string
	var within func(value any)
	within = func(value any) {
		list, _ := value.([]any)
		for _, one := range list {
			disk, _ := one.(plist)
			if disk.text("MountPoint") != "" {
				ids = append(ids, disk.text("DeviceIdentifier"))
			}
			within(disk["Partitions"])
			within(disk["APFSVolumes"])
		}
	}
	within(p["AllDisksAndPartitions"])
	return ids
}
