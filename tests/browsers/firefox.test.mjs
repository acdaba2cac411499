// Every view once in Firefox.
import { startFirefox } from './firefox.mjs';
import { tellStories } from './stories.mjs';

tellStories(startFirefox);
