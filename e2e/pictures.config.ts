import journeys from './playwright.config'

// The README's pictures are taken by the same browser as the journeys, see scripts/picture.sh.
export default { ...journeys, testDir: '.', testMatch: 'pictures.ts', outputDir: 'test-results/pictures', projects: [journeys.projects![0]!] }
