// Every view once in WebKitGTK.
import { tellStories } from './stories.mjs';
import { startWebKit, watched } from './webkit.mjs';

tellStories(startWebKit, watched);
