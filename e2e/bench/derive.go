package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"github.com/btsdirector/bts/internal/derive"
	"github.com/btsdirector/bts/internal/media"
)

// How many stills are made into pictures, and how long the clip is, in seconds.
const (
	benchStills = 24
	benchClip   = 60
)

// measureDerive makes what stills and clips are looked at by, beside plain tools that make the same. Each program has one thread, so
// that what is compared is work, not cores.
func (b *bench) measureDerive(ctx context.Context) error {
	tool, err := derive.Find()
	if err != nil {
		return err
	}
	dir, err := b.folder("derive")
	if err != nil {
		return err
	}
	reader, err := media.Open(media.Options{Workers: 1})
	if err != nil {
		return err
	}
	defer func() { _ = reader.Close() }() // it only read
	d := darkroomBench{b, tool, reader, dir}
	return firstError(d.stills(ctx), d.clip(ctx), d.folderOf(ctx))
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

type darkroomBench struct {
	*bench
	tool   derive.Tool
	reader *media.Reader
	dir    string
}

// ffmpeg runs it with one thread.
func (d darkroomBench) ffmpeg(ctx context.Context, args ...string) error {
	out, err := exec.CommandContext(ctx, "ffmpeg", append([]string{"-nostdin", "-v", "error", "-y", "-threads", "1", "-filter_threads", "1", "-filter_complex_threads", "1"}, args...)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

// cpu is what all children that have ended, and this process, took until now.
func cpu() float64 {
	total := 0.0
	for _, who := range []int{syscall.RUSAGE_CHILDREN, syscall.RUSAGE_SELF} {
		var u syscall.Rusage
		_ = syscall.Getrusage(who, &u) // it cannot fail for these
		total += time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
	}
	return total
}

// taken is the processor time of what is done.
func taken(do func() error) (float64, error) {
	began := cpu()
	err := do()
	return cpu() - began, err
}

func (d darkroomBench) stills(ctx context.Context) error {
	folder := filepath.Join(d.dir, "stills")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	// Noise over shapes: photographs of 8 to 10 MB, not drawings.
	if err := exec.CommandContext(ctx, "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=6000x4000:r=1", "-vf", "noise=alls=18:allf=t", "-frames:v", fmt.Sprint(benchStills), "-q:v", "3", filepath.Join(folder, "S%03d.JPG")).Run(); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.JPG"))
	if err != nil {
		return err
	}
	thumb := filepath.Join(d.dir, "thumb.jpg")
	if err := firstError(d.ffmpeg(ctx, "-i", files[0], "-frames:v", "1", "-vf", "scale=160:-2", thumb), exec.CommandContext(ctx, "exiftool", "-q", "-overwrite_original", "-ThumbnailImage<="+thumb, folder).Run()); err != nil {
		return err
	}
	about := media.Reading{Kind: media.Still, Format: "jpeg", Width: 6000, Height: 4000}
	into, err := os.MkdirTemp(d.dir, "made-")
	if err != nil {
		return err
	}
	each := func(want derive.Want) func() error {
		return func() error {
			for _, f := range files {
				if _, err := d.tool.Make(ctx, f, about, want, into, nil); err != nil {
					return err
				}
			}
			return nil
		}
	}
	first, err := taken(each(derive.Want{First: true}))
	if err != nil {
		return err
	}
	n := float64(len(files))
	d.table.add(figure{name: "First picture of a 24-megapixel JPEG, from the one in it: processor time", value: first / n * 1000, unit: "ms", bar: 10})
	ours, err := taken(each(derive.Want{}))
	if err != nil {
		return err
	}
	if _, err := exec.LookPath("vipsthumbnail"); err != nil {
		d.table.add(figure{name: "24-megapixel JPEG to three sizes: processor time (vipsthumbnail is not here)", value: ours / n * 1000, unit: "ms"})
		return nil //nolint:nilerr // said in the table
	}
	plain, err := taken(func() error {
		for _, f := range files {
			for _, size := range []string{"2560", "1280", "320"} {
				c := exec.CommandContext(ctx, "vipsthumbnail", f, "--size", size+"x"+size+">", "-o", filepath.Join(into, "v%s"+size+".jpg[Q=85]"))
				c.Env = append(os.Environ(), "VIPS_CONCURRENCY=1")
				if out, err := c.CombinedOutput(); err != nil {
					return fmt.Errorf("%w: %s", err, out)
				}
			}
		}
		return nil
	})
	d.table.add(figure{name: "24-megapixel JPEG to three sizes, over vipsthumbnail three times: processor time", value: ours / plain, bar: 1 / 0.8})
	d.table.add(figure{name: "  each", value: ours / n * 1000, unit: "ms", beside: beside{"vipsthumbnail", plain / n * 1000}})
	return err
}

func (d darkroomBench) clip(ctx context.Context) error {
	clip := filepath.Join(d.dir, "C0001.MP4")
	if err := exec.CommandContext(ctx, "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=3840x2160:r=25:d="+fmt.Sprint(benchClip), "-f", "lavfi", "-i", "sine=d="+fmt.Sprint(benchClip), "-vf", "noise=alls=6:allf=t", //nolint:gosec // of our own
		"-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-b:v", "60M", "-c:a", "aac", clip).Run(); err != nil {
		return err
	}
	about, err := d.reader.Read(ctx, clip)
	if err != nil {
		return err
	}
	into, err := os.MkdirTemp(d.dir, "clip-")
	if err != nil {
		return err
	}
	whole, err := taken(func() error { return d.ffmpeg(ctx, "-i", clip, "-map", "0:v", "-f", "null", "-") })
	if err != nil {
		return err
	}
	strip, err := taken(func() error {
		_, err := d.tool.Make(ctx, clip, about, derive.Want{}, into, nil)
		return err
	})
	if err != nil {
		return err
	}
	d.table.add(figure{name: "Pictures and strip of a 4K clip from its key frames, over decoding it: processor time", value: strip / whole, bar: 0.06})
	d.table.add(figure{name: "  each", value: strip, unit: "s", beside: beside{"decoding", whole}})
	keys, err := taken(func() error {
		return d.ffmpeg(ctx, "-skip_frame", "nokey", "-i", clip, "-map", "0:v", "-f", "null", "-")
	})
	if err != nil {
		return err
	}
	d.table.add(figure{name: "  the limit: decoding its key frames and doing nothing with them, over decoding it", value: keys / whole})
	ours, err := taken(func() error {
		_, err := d.tool.Make(ctx, clip, about, derive.Want{Proxy: true}, into, nil)
		return err
	})
	if err != nil {
		return err
	}
	out := func(name string) string { return filepath.Join(into, "plain-"+name) }
	film := []string{"-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-maxrate", "3M", "-bufsize", "6M", "-g", "12", "-keyint_min", "12", "-sc_threshold", "0", "-threads", "1", "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-movflags", "+faststart"}
	separate, err := taken(func() error {
		return firstError(
			d.ffmpeg(ctx, "-i", clip, "-vf", "select=gte(t\\,6),scale=1280:-2:flags=area", "-frames:v", "1", "-q:v", "3", out("medium.jpg")),
			d.ffmpeg(ctx, "-i", clip, "-vf", "select=gte(t\\,6),scale=320:-2:flags=area", "-frames:v", "1", "-q:v", "4", out("small.jpg")),
			d.ffmpeg(ctx, "-i", clip, "-vf", "fps=1,scale=-2:120:flags=area,tile=10x6", "-frames:v", "1", "-q:v", "5", out("strip.jpg")),
			d.ffmpeg(ctx, "-i", clip, "-vn", "-ac", "1", "-ar", "8000", "-f", "s16le", out("shape.pcm")),
			d.ffmpeg(ctx, append(append([]string{"-i", clip, "-vf", "scale=1280:720:flags=bilinear,format=yuv420p"}, film...), out("proxy.mp4"))...),
		)
	})
	if err != nil {
		return err
	}
	graph := "[0:v]split=3[a][b][c];[a]select=gte(t\\,6)*isnan(prev_selected_t),scale=1280:-2:flags=area,split=2[m][n];[n]scale=320:-2:flags=area[s];[b]fps=1,scale=-2:120:flags=area,tile=10x6[t];[c]scale=1280:720:flags=bilinear,format=yuv420p[f]"
	byHand, err := taken(func() error {
		args := []string{"-i", clip, "-filter_complex", graph}
		for _, o := range [][2]string{{"[m]", "medium.jpg"}, {"[s]", "small.jpg"}, {"[t]", "strip.jpg"}} {
			args = append(args, "-map", o[0], "-frames:v", "1", "-q:v", "4", out(o[1]))
		}
		args = append(append(append(args, "-map", "[f]", "-map", "0:a"), film...), out("proxy.mp4"))
		return d.ffmpeg(ctx, append(args, "-map", "0:a", "-ac", "1", "-ar", "8000", "-f", "s16le", out("shape.pcm"))...)
	})
	if err != nil {
		return err
	}
	d.table.add(figure{name: "Everything of a 4K clip, over separate runs of ffmpeg: processor time", value: ours / separate, bar: 0.65})
	d.table.add(figure{name: "  each", value: ours, unit: "s", beside: beside{"separate", separate}})
	d.table.add(figure{name: "Everything of a 4K clip, over one graph by hand: processor time", value: ours / byHand, bar: 1.1, beside: beside{"by hand", byHand}})
	return nil
}

// folderOf brings a mixed folder in, and tells how busy the cores were.
func (d darkroomBench) folderOf(ctx context.Context) error {
	folder := filepath.Join(d.dir, "mixed")
	if err := os.Mkdir(folder, 0o700); err != nil {
		return err
	}
	for i := range 8 {
		path := filepath.Join(folder, fmt.Sprintf("C%04d.MP4", i))
		if err := exec.CommandContext(ctx, "ffmpeg", "-v", "error", "-f", "lavfi", "-i", fmt.Sprintf("testsrc2=s=1920x1080:r=25:d=%d", 8+i), "-f", "lavfi", "-i", "sine=d=8", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-c:a", "aac", path).Run(); err != nil { //nolint:gosec // of our own
			return err
		}
	}
	stills, err := filepath.Glob(filepath.Join(d.dir, "stills", "*.JPG"))
	if err != nil {
		return err
	}
	for _, s := range stills {
		if err := os.Rename(s, filepath.Join(folder, filepath.Base(s))); err != nil {
			return err
		}
	}
	data, err := d.withProduction(ctx)
	if err != nil {
		return err
	}
	c := exec.CommandContext(ctx, d.bts, "--data", data, "--quiet", "ingest", folder) //nolint:gosec // the program that is measured
	began := time.Now()
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	took := time.Since(began).Seconds()
	busy := (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds() / took / float64(runtime.GOMAXPROCS(0))
	d.table.add(figure{name: fmt.Sprintf("Bringing in %d stills and 8 clips with all looks: idle part of the cores", len(stills)), value: 100 * (1 - busy), unit: "%", bar: 15})
	d.table.add(figure{name: "  the whole", value: took, unit: "s"})
	return nil
}

// withProduction is a data folder with a production.
func (b *bench) withProduction(ctx context.Context) (string, error) {
	data, err := b.folder("data")
	if err == nil {
		err = exec.CommandContext(ctx, b.bts, "--data", data, "--quiet", "init", "Bench", "--tz", "Europe/London").Run() //nolint:gosec // the program that is measured
	}
	return data, err
}
