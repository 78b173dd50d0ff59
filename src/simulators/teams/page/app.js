/* global document, location, history */
import { follow, read, tell } from './api.js';
import { createCompose } from './compose.js';
import { appIcon, avatar, byId } from './elements.js';
import { createHistory } from './history.js';
import { createMessageView } from './messages.js';
import { notify } from './notices.js';
import { drawChats, drawPeople } from './side.js';
import { startTheme } from './theme.js';

// Who one is stands in the address, so that two tabs can be two people.
const address = () => new URL(location.href).searchParams;
const KINDS = { personal: 'App', groupChat: 'Group chat', channel: 'Channel' };

const messageList = createHistory();
let people = [];
let me;
let chats = [];
let chat;
let threadRoot = null;
let stopFollowing = () => {};
let typingTimer;
// Counts who was opened last: answers for an earlier choice are dropped.
let visit = 0;
let entering = Promise.resolve();

const timeOf = (message) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: me.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(message.at));

const failed = (error) => notify(error.message, { isError: true });

async function loadPeople() {
  const start = await read('people');
  people = start.people;
  return start;
}

function drawSide() {
  drawPeople(people, me.key, (key) => void enter(key).catch(failed));
  drawChats(chats, chat?.id, timeOf, (id) => void openChat(id).catch(failed));
}

async function reloadSide() {
  const [{ chats: loaded }] = await Promise.all([read('chats', { as: me.key }), loadPeople()]);
  chats = loaded;
  chat = chats.find(({ id }) => id === chat?.id) ?? chat;
  drawSide();
}

function setThread(message) {
  threadRoot = message === null ? null : (message.replyToId ?? message.id);
  byId('thread').hidden = threadRoot === null;
  byId('thread-note').textContent = message === null ? '' : `Replying to ${message.fromName}`;
  byId('compose').focus();
}

async function openChat(id) {
  const mine = ++visit;
  chat = chats.find((candidate) => candidate.id === id) ?? chats[0];
  const { messages } = await read(`chats/${encodeURIComponent(chat.id)}/messages`, { as: me.key });
  // Somebody chose another chat or person while this one was being read.
  if (mine !== visit) return;
  const view = createMessageView({
    as: me.key,
    timeZone: me.timeZone,
    conversationId: chat.id,
    kind: chat.kind,
    onThread: setThread,
  });
  byId('pane-face').replaceChildren(chat.kind === 'personal' ? appIcon() : avatar(chat.name));
  byId('pane-title').textContent = chat.name;
  byId('pane-note').textContent = `${KINDS[chat.kind]}. You are ${me.name}, ${me.role}.`;
  byId('compose').setAttribute('aria-label', `Message to ${chat.name} as ${me.name}`);
  document.title = `${me.name.split(' ')[0]}: ${chat.name} | Teams stand-in`;
  messageList.show({ ...view, isThreaded: chat.kind === 'channel' }, messages);
  setThread(null);
  await opened();
}

async function opened() {
  if (chat === undefined) return;
  await tell('opened', { as: me.key, conversationId: chat.id });
  await reloadSide();
}

/** Becomes a person; what is typed meanwhile is sent once their chat is open. */
function enter(key) {
  entering = become(key);
  return entering;
}

async function become(key) {
  const mine = ++visit;
  stopFollowing();
  me = people.find((person) => person.key === key) ?? people[0];
  chat = undefined;
  history.replaceState(null, '', `?as=${me.key}`);
  const loaded = await read('chats', { as: me.key });
  if (mine !== visit) return;
  chats = loaded.chats;
  drawSide();
  stopFollowing = follow(me.key, live);
  await openChat(chats[0].id);
}

const live = {
  hello: () => {
    const box = byId('connection');
    const wasLost = box.classList.contains('lost');
    box.textContent = '';
    box.classList.remove('lost');
    if (wasLost && chat) openChat(chat.id).catch(() => location.reload());
  },
  error: () => {
    byId('connection').textContent = 'Connection lost, trying again';
    byId('connection').classList.add('lost');
  },
  elsewhere: () => void reloadSide().catch(failed),
  typing: ({ conversationId }) => {
    if (conversationId !== chat?.id) return;
    byId('typing').textContent = `${chat.name} is typing…`;
    clearTimeout(typingTimer);
    typingTimer = setTimeout(() => (byId('typing').textContent = ''), 3000);
  },
  message: (change) => {
    const isHere = change.conversationId === chat?.id;
    const isNews = change.kind === 'added' && change.message?.from !== me.key;
    if (isHere) {
      messageList.apply(change);
      if (isNews) byId('typing').textContent = '';
    } else if (isNews) {
      notify(change.message.summary || change.message.text || 'New message');
    }
    const isRead = isHere && isNews && document.visibilityState === 'visible';
    void (isRead ? opened() : reloadSide()).catch(failed);
  },
};

async function start() {
  startTheme();
  const { commands } = await loadPeople();
  createCompose({
    commands,
    onSend: (text) => {
      entering
        .then(() => tell('send', { as: me.key, conversationId: chat.id, text, threadRoot }))
        .catch(failed);
    },
  });
  byId('thread-leave').addEventListener('click', () => setThread(null));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && chat) void opened().catch(failed);
  });
  await enter(address().get('as') ?? people[0].key);
}

start().catch(failed);
