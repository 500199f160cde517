import { type Fields, type RequestContext, toSeconds, viewerOf } from '../request-context.ts'
import type { SandboxNotification, SandboxUser } from '../user.ts'

export const userFields: Fields<SandboxUser> = {
  avatar: ({ id }, _args, { url }) => ({
    large: `${url}/avatars/${id}.svg`,
    medium: `${url}/avatars/${id}.svg`,
  }),
  bannerImage: () => null,
  options: ({ titleLanguage, displayAdultContent }) => ({
    titleLanguage,
    displayAdultContent,
    airingNotifications: true,
    profileColor: 'blue',
    timezone: '00:00',
  }),
  mediaListOptions: ({ scoreFormat, customLists, splitCompletedByFormat }) => ({
    scoreFormat,
    rowOrder: 'title',
    animeList: { sectionOrder: [], splitCompletedSectionByFormat: splitCompletedByFormat, customLists },
  }),
  unreadNotificationCount: (user, _args, { viewer }) => (user === viewer ? user.unreadNotifications : null),
  siteUrl: ({ name }) => `https://anilist.co/user/${encodeURIComponent(name)}`,
  createdAt: () => 1_704_067_200,
  updatedAt: (_user, _args, { now }) => toSeconds(now),
}

export interface NotificationArguments {
  readonly type?: string | null
  readonly type_in?: readonly string[] | null
  readonly resetNotificationCount?: boolean | null
}

/** The viewer's notifications, newest first, in the shape of `NotificationUnion`. */
export function readNotifications(args: NotificationArguments, context: RequestContext): object[] {
  const viewer = viewerOf(context)
  if (args.resetNotificationCount) viewer.unreadNotifications = 0
  return viewer.notifications
    .filter(
      ({ type }) => (!args.type || type === args.type) && (!args.type_in || args.type_in.includes(type)),
    )
    .map((notification) => {
      const createdAt = toSeconds(context.now) - notification.hoursAgo * 3600
      return {
        ...notificationBody(notification, context),
        id: notification.id,
        type: notification.type,
        createdAt,
      }
    })
}

function notificationBody(
  { type, mediaId, episode, deletedTitles }: SandboxNotification,
  { catalogue }: RequestContext,
) {
  const media = mediaId === undefined ? undefined : catalogue.find(mediaId)
  switch (type) {
    case 'AIRING':
      return {
        __typename: 'AiringNotification',
        animeId: mediaId,
        episode,
        contexts: ['Episode ', ' of ', ' aired.'],
        media,
      }
    case 'RELATED_MEDIA_ADDITION':
      return {
        __typename: 'RelatedMediaAdditionNotification',
        mediaId,
        context: ' was recently added to the site.',
        media,
      }
    case 'MEDIA_MERGE':
      return {
        __typename: 'MediaMergeNotification',
        mediaId,
        deletedMediaTitles: deletedTitles,
        context: ' was merged into ',
        reason: 'Duplicate entry',
        media,
      }
    case 'MEDIA_DELETION':
      return {
        __typename: 'MediaDeletionNotification',
        deletedMediaTitle: deletedTitles?.[0],
        context: ' was deleted from the site.',
        reason: 'Not an anime',
      }
  }
}
